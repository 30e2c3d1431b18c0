"""What a test may do to the emulator, at /lab. Snowflake has nothing of the kind."""

from starlette.responses import JSONResponse
from starlette.routing import Route


class Control:
    def __init__(self, sessions):
        self._sessions = sessions
        self.statements: list[dict] = []
        self._refused = 0

    def refuses(self) -> bool:
        """Whether this request is one of those that are to fail."""
        if self._refused == 0:
            return False
        self._refused -= 1
        return True

    async def list_statements(self, request):
        """All statements since it started, or since `after` of them, oldest first."""
        after = int(request.query_params.get("after", 0))
        return JSONResponse({"statements": self.statements[after:], "logins": self._sessions.logins})

    async def expire(self, request):
        """Session tokens expire now; with `login` so do the master tokens that renew them."""
        masters = request.query_params.get("what") == "login"
        return JSONResponse({"sessions": self._sessions.expire(masters)})

    async def outage(self, request):
        """The next so many statements are answered with 503."""
        self._refused = int(request.query_params.get("requests", 1))
        return JSONResponse({"requests": self._refused})

    def routes(self) -> list[Route]:
        return [
            Route("/lab/statements", self.list_statements),
            Route("/lab/expire", self.expire, methods=["POST"]),
            Route("/lab/outage", self.outage, methods=["POST"]),
        ]
