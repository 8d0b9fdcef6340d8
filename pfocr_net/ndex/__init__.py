"""NDEx, the Network Data Exchange: an account there, and one method a call.

The talking is done by ndex2's ``HttpTransport``, one a thread, over sessions of our own with time limits,
keep-alive and retries. Source of the contract: ndex-rest 3.0.1, ndex-object-model 3.0.1 and ndex2 3.12.

Two errors matter to who publishes. ``NdexRefusedError``: NDEx said no, nothing happened. ``NdexSilentError``:
nobody knows, and a call that creates something must not simply be made again.
"""

from pfocr_net.ndex.answers import LABEL, Account, Summary
from pfocr_net.ndex.client import Ndex
from pfocr_net.ndex.credentials import Credentials, find_credentials
from pfocr_net.ndex.session import Pace, checked_url

__all__ = ["LABEL", "Account", "Credentials", "Ndex", "Pace", "Summary", "checked_url", "find_credentials"]
