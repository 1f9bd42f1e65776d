"""What keeps an answer from being fetched."""

from __future__ import annotations

from mrkl_core.contracts.tool import Problem


class WebProblem(Problem):
    """What a tool gives where it got no answer from the web.

    Codes: BAD_URL, ADDRESS_REFUSED, NOT_CONFIGURED, HTTP_ERROR (`status` is the reply's),
    CONTENT_REFUSED, REDIRECTS, TOO_LARGE, UNAVAILABLE. `retry_after_s` is None if asking again
    at once is pointless, else how long the server wants to be left alone.
    """

    def __init__(
        self,
        code: str,
        message: str,
        hint: str = "",
        *,
        status: int = 0,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(code, message, hint)
        self.status = status
        self.retry_after_s = retry_after_s

    @property
    def code(self) -> str:
        """The failure's code."""
        return self.failure.code


def unavailable(message: str, *, status: int = 0, retry_after_s: float | None = None) -> WebProblem:
    """The problem of a server that gives no answer to rely on."""
    hint = "try again later"
    return WebProblem("UNAVAILABLE", message, hint, status=status, retry_after_s=retry_after_s)
