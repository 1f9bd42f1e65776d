"""The way to other machines by HTTP, for experts: guarded, bounded, and plain when it fails.

An expert reads a page with `Client` and asks an API that the operator configured with `Service`.
Both connect to public addresses only, but for hosts that the operator named. Proxies of the
environment are not used: behind one, nobody could say which address was reached.
"""

from mrkl_core.web.client import Client
from mrkl_core.web.problems import WebProblem
from mrkl_core.web.reply import Bounds, Reply
from mrkl_core.web.service import Service

__all__ = ["Bounds", "Client", "Reply", "Service", "WebProblem"]
