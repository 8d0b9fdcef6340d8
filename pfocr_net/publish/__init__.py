"""Publishing: a network on NDEx for each page, its UUID in the page, and nothing lost whatever happens between.

A figure goes from state to state, and each is in the journal, on disk, before the next step is taken::

    nothing -> intent -> sent -> accepted -> written -> done
               |         |       |           |          +- the map holds the UUID
               |         |       |           +- the page holds the UUID
               |         |       +- NDEx read the network and found no fault
               |         +- NDEx took it and gave it a UUID
               +- about to be sent

A run that was stopped goes on from there. The one gap is between ``intent`` and ``sent``: NDEx may have made a
network whose UUID never reached us. `settle` closes it: it lists the account's networks, waits for those that
NDEx is still reading, and adopts the one whose label names the figure. Nothing is created while that is open.
"""

from pfocr_net.publish.plan import Action, Options, Outcome, Page, prepare, stamped
from pfocr_net.publish.run import publish
from pfocr_net.publish.settle import settle
from pfocr_net.publish.withdraw import unpublish

__all__ = ["Action", "Options", "Outcome", "Page", "prepare", "publish", "settle", "stamped", "unpublish"]
