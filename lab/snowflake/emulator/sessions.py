"""Logins and sessions: who may come in, and for how long."""

import base64
import hashlib
import json
import re
import secrets
import threading
import time

import jwt
from cryptography.hazmat.primitives import serialization

from .errors import SnowflakeError

# A session token is short-lived and renewed by the master token that came with it; when that has expired, only a new login helps.
SESSION_SECONDS = 3600
MASTER_SECONDS = 4 * 3600
AUTHORIZATION = re.compile(r'Snowflake Token="(.*)"$')


class Session:
    def __init__(self, connection, user: str, role: str | None, warehouse: str | None, reads_json: bool):
        self.connection = connection
        self.user = user
        self.role = role or "PUBLIC"
        self.warehouse = warehouse
        self.reads_json = reads_json
        # DuckDB answers one statement at a time on a connection.
        self.lock = threading.Lock()
        self.is_cancelled = False
        # Tables that an open transaction changed; None outside of one.
        self.changed_in_transaction: list | None = None
        self.expires = time.time() + SESSION_SECONDS
        self.master_expires = time.time() + MASTER_SECONDS
        self.token = secrets.token_urlsafe(32)
        self.master = "m-" + secrets.token_urlsafe(32)

    def renew(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self.expires = time.time() + SESSION_SECONDS


class Sessions:
    def __init__(self):
        self._users: dict[str, dict] = {}
        self._all: list[Session] = []
        self.logins = 0

    def load_users(self, path: str) -> None:
        """From {"NAME": {"password": "…", "public_key": "-----BEGIN PUBLIC KEY-----…"}}, either of them or both."""
        with open(path, encoding="utf8") as file:
            self._users = {name.upper(): user for name, user in json.load(file).items()}

    def check(self, login: dict) -> str:
        """The name of who logs in. Raises if it isn't who it says."""
        name = (login.get("LOGIN_NAME") or "").upper()
        user = self._users.get(name, {})
        if login.get("AUTHENTICATOR") == "SNOWFLAKE_JWT":
            try:
                check_token(login["TOKEN"], name, user["public_key"])
            except Exception as error:
                raise SnowflakeError("390144", "JWT token is invalid.", "08001") from error
        elif not user.get("password") or not secrets.compare_digest(user["password"], login.get("PASSWORD") or ""):
            raise SnowflakeError("390100", "Incorrect username or password was specified.", "08001")
        return name

    def add(self, session: Session) -> None:
        self._all.append(session)
        self.logins += 1

    def remove(self, session: Session) -> None:
        self._all.remove(session)

    def of(self, request) -> Session:
        """The session of a request. Raises if there is none any more."""
        session, token = self._find(request)
        if session.token != token or session.expires < time.time():
            raise SnowflakeError("390112", "Session token expired.", "08001")
        return session

    def to_renew(self, request) -> Session:
        session, token = self._find(request)
        if session.master != token or session.master_expires < time.time():
            raise SnowflakeError("390114", "Authentication token has expired. The user must authenticate again.", "08001")
        return session

    def _find(self, request) -> tuple[Session, str]:
        found = AUTHORIZATION.match(request.headers.get("authorization", ""))
        token = found[1] if found else ""
        for session in self._all:
            if token in (session.token, session.master):
                return session, token
        raise SnowflakeError("390104", "User must login again to access the service.", "08001")

    def expire(self, masters: bool) -> int:
        """Ends the session tokens of all, and their master tokens too. How many there were."""
        for session in self._all:
            session.expires = 0
            if masters:
                session.master_expires = 0
        return len(self._all)


def check_token(token: str, user: str, public_key: str) -> None:
    """A token signed by the user's private key: its issuer ends with the fingerprint of the public key."""
    key = serialization.load_pem_public_key(public_key.encode())
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    fingerprint = "SHA256:" + base64.b64encode(hashlib.sha256(der).digest()).decode()
    # snowflake-sdk writes iat and exp in milliseconds, so the library's own checks of them have to be off.
    claims = jwt.decode(token, key, algorithms=["RS256"], options={"verify_exp": False, "verify_iat": False})
    expires = claims["exp"] / 1000 if claims["exp"] > 1e11 else claims["exp"]
    subject = claims["sub"].upper()
    if claims["iss"] != f"{subject}.{fingerprint}":
        raise ValueError("another key")
    if subject.split(".", 1)[1] != user:
        raise ValueError("another user")
    if expires < time.time():
        raise ValueError("expired")
