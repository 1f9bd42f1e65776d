"""The runtime: everything that serves requests, built in one place from the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.routing import Bid
from mrkl_core.experts.call import Caller
from mrkl_core.experts.pool import Pool
from mrkl_core.manifest.load import load
from mrkl_core.manifest.model import Manifest
from mrkl_core.models.openai_chat import OpenAIChat
from mrkl_core.planning.domains import Domains
from mrkl_core.registry.manager import Registry
from mrkl_core.routing.bids import BidsRouter
from mrkl_core.routing.by_model import ModelRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.lexical import LexicalRouter
from mrkl_core.service.answers import Answers
from mrkl_core.service.plans import Plans
from mrkl_core.service.store import RunStore
from mrkl_core.service.tools import Tools
