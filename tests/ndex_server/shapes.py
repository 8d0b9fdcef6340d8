"""How NDEx writes networks and folders in its answers."""

import json
from typing import Any

from tests.ndex_server.store import Folder, Network


def file_item(item: Network | Folder) -> dict[str, Any]:
    name = item.name if isinstance(item, Folder) else item.attributes.get("name")
    found = {"uuid": item.uuid, "type": "FOLDER" if isinstance(item, Folder) else "NETWORK", "name": name}
    return {key: value for key, value in found.items() if value is not None}


def common(network: Network) -> dict[str, Any]:
    return {
        "creationTime": network.created,
        "modificationTime": network.modified,
        "owner": network.owner.name,
        "ownerUUID": network.owner.uuid,
        "visibility": network.visibility,
        "isReadOnly": network.read_only,
        "completed": network.completed,
        "name": network.attributes.get("name"),
        "description": network.attributes.get("description"),
        "errorMessage": network.error,
        "warnings": [],
    }


def rest(network: Network) -> dict[str, tuple[str, Any]]:
    named = ("name", "description", "version")
    return {k: (network.types.get(k, "string"), v) for k, v in network.attributes.items() if k not in named}


def summary_v3(network: Network) -> dict[str, Any]:
    properties = {name: {"t": type, "v": value} for name, (type, value) in rest(network).items()}
    found = {"uuid": network.uuid, **common(network), "properties": properties, "folderId": network.folder}
    return {key: value for key, value in found.items() if value is not None}


def summary_v2(network: Network) -> dict[str, Any]:
    properties = [
        {
            "subNetworkId": None,
            "predicateString": name,
            "dataType": type,
            "value": value if isinstance(value, str) else json.dumps(value),
        }
        for name, (type, value) in rest(network).items()
    ]
    return {"externalId": network.uuid, **common(network), "properties": properties, "isDeleted": False}
