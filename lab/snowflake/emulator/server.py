"""The endpoint. Every error is answered with 200 and `success: false`, as Snowflake does it: snowflake-sdk tries a 500 again for a minute."""

import asyncio
import datetime as dt
import gzip
import json
import uuid

import fakesnow.server as fakesnow
import snowflake.connector.errors
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route

from .control import Control
from .errors import SnowflakeError, of_fakesnow
from .rowsets import to_json
from .sessions import MASTER_SECONDS, SESSION_SECONDS, Session, Sessions
from .statements import Statements
from .tables import Tables, patch_views

PARAMETERS = {
    "AUTOCOMMIT": True,
    "TIMEZONE": "Etc/UTC",
    "CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY": 3600,
    "CLIENT_STAGE_ARRAY_BINDING_THRESHOLD": 65280,
    "CLIENT_TELEMETRY_ENABLED": False,
    "DATE_OUTPUT_FORMAT": "YYYY-MM-DD",
    "TIME_OUTPUT_FORMAT": "HH24:MI:SS",
    "TIMESTAMP_OUTPUT_FORMAT": "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM",
    "TIMESTAMP_NTZ_OUTPUT_FORMAT": "YYYY-MM-DD HH24:MI:SS.FF3",
    "BINARY_OUTPUT_FORMAT": "HEX",
}
UNAVAILABLE = JSONResponse({"success": False, "message": "The lab refuses this request"}, status_code=503)


def answer(data) -> JSONResponse:
    return JSONResponse({"success": True, "code": None, "message": None, "data": data})


def parameters(own=None) -> list[dict]:
    return [{"name": name, "value": value} for name, value in {**PARAMETERS, **(own or {})}.items()]


async def body_of(request) -> dict:
    body = await request.body()
    if request.headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return json.loads(body or b"{}")


def answering_errors(handler):
    async def handle(request):
        try:
            return await handler(request)
        except SnowflakeError as error:
            return JSONResponse(error.body())
        except Exception as error:
            return JSONResponse(SnowflakeError("000603", f"{type(error).__name__}: {error}", "XX000").body())

    return handle


class ForFakesnow:
    """The request as fakesnow's own handler reads it."""

    def __init__(self, request, token: str, body: dict):
        self.headers = {"Authorization": f'Snowflake Token="{token}"'}
        self.url = request.url
        self._body = json.dumps(body).encode()

    async def body(self) -> bytes:
        return self._body


class Server:
    def __init__(self, users: str):
        patch_views()
        self.sessions = Sessions()
        self.sessions.load_users(users)
        self.control = Control(self.sessions)
        self._tables = Tables(fakesnow.shared_fs)
        self._statements = Statements(self._tables)
        self._results: dict[str, dict | None] = {}
        self._running: dict[str, Session] = {}

    async def login(self, request):
        login = (await body_of(request))["data"]
        query, own = request.query_params, login.get("SESSION_PARAMETERS") or {}
        user = self.sessions.check(login)
        name = lambda text: text and fakesnow.normalise_ident(text)  # noqa: E731
        database, schema = name(query.get("databaseName")), name(query.get("schemaName"))
        connection = await run_in_threadpool(
            lambda: fakesnow.shared_fs.connect(database, schema, autocommit=own.get("AUTOCOMMIT", True))
        )
        wants_json = own.get("PYTHON_CONNECTOR_QUERY_RESULT_FORMAT", "").upper() == "JSON"
        session = Session(
            connection,
            user,
            query.get("roleName"),
            query.get("warehouse"),
            reads_json=login.get("CLIENT_APP_ID") == "JavaScript" or wants_json,
        )
        self.sessions.add(session)
        return answer(
            {
                "token": session.token,
                "masterToken": session.master,
                "validityInSeconds": SESSION_SECONDS,
                "masterValidityInSeconds": MASTER_SECONDS,
                "sessionId": self.sessions.logins,
                "displayUserName": user,
                "serverVersion": fakesnow.SERVER_VERSION,
                "parameters": parameters(own),
                "sessionInfo": {
                    "databaseName": database,
                    "schemaName": schema,
                    "warehouseName": session.warehouse,
                    "roleName": session.role,
                },
            }
        )

    async def renew(self, request):
        session = self.sessions.to_renew(request)
        session.renew()
        return answer(
            {
                "sessionToken": session.token,
                "validityInSecondsST": SESSION_SECONDS,
                "masterToken": session.master,
                "validityInSecondsMT": MASTER_SECONDS,
            }
        )

    async def session(self, request):
        session = self.sessions.of(request)
        if request.query_params.get("delete"):
            self.sessions.remove(session)
            fakesnow.sessions.pop(session.token, None)
        return answer(None)

    async def query(self, request):
        if self.control.refuses():
            return UNAVAILABLE
        session, body = self.sessions.of(request), await body_of(request)
        query_id, request_id = str(uuid.uuid4()), request.query_params.get("requestId")
        work = self._run(request, session, body, query_id, request_id)
        if not body.get("asyncExec"):
            return JSONResponse(await work)
        self._results[query_id] = None
        asyncio.get_running_loop().create_task(work)
        return JSONResponse(
            {
                "success": True,
                "code": "333334",
                "message": "Query execution in progress (async).",
                "data": {"queryId": query_id, "getResultUrl": f"/queries/{query_id}/result", "progressDesc": None},
            }
        )

    async def _run(self, request, session: Session, body: dict, query_id: str, request_id: str) -> dict:
        started = dt.datetime.now(dt.timezone.utc)
        await run_in_threadpool(session.lock.acquire)
        self._running[request_id] = session
        try:
            payload = await self._execute(request, session, body)
        except SnowflakeError as error:
            payload = error.body()
        except snowflake.connector.errors.Error as error:
            payload = of_fakesnow(error.msg or "", f"{error.errno:06d}", error.sqlstate or "42000").body()
        except Exception as error:
            payload = SnowflakeError("000603", f"{type(error).__name__}: {error}", "XX000").body()
        finally:
            self._running.pop(request_id, None)
            session.lock.release()
        if payload["success"]:
            payload["data"].update(
                queryId=query_id,
                finalRoleName=session.role,
                finalWarehouseName=session.warehouse,
                sqlState="00000",
                version=1,
                parameters=parameters(),
            )
            payload["code"] = payload["message"] = None
            if session.reads_json:
                payload = to_json(payload)
        else:
            payload["data"].update(queryId=query_id, line=-1, pos=-1, type="COMPILATION")
        self._statements.past.append((query_id, started, dt.datetime.now(dt.timezone.utc)))
        self.control.statements.append(
            {
                "user": session.user,
                "sql": body["sqlText"],
                "parameters": body.get("parameters") or {},
                "code": payload["code"],
            }
        )
        self._results[query_id] = payload
        return payload

    async def _execute(self, request, session: Session, body: dict) -> dict:
        fakesnow.sessions[session.token] = session.connection
        sql = await run_in_threadpool(self._statements.rewrite, session, body["sqlText"])
        response = await fakesnow.query_request(ForFakesnow(request, session.token, {**body, "sqlText": sql}))
        payload = json.loads(response.body)
        was_cancelled, session.is_cancelled = session.is_cancelled, False
        if response.status_code == 500 and was_cancelled:
            raise SnowflakeError("000604", "SQL execution canceled", "57014")
        if not payload["success"]:
            data = payload["data"] or {}
            raise of_fakesnow(payload["message"], payload.get("code") or "000603", data.get("sqlState") or "XX000")
        await run_in_threadpool(self._statements.remember, session, body["sqlText"])
        return payload

    async def result(self, request):
        self.sessions.of(request)
        query_id = request.path_params["query_id"]
        while query_id in self._results and self._results[query_id] is None:
            await asyncio.sleep(0.05)
        if query_id not in self._results:
            raise SnowflakeError("000709", f"Statement {query_id} not found", "02000")
        return JSONResponse(self._results[query_id])

    async def monitor(self, request):
        query_id = request.path_params["query_id"]
        queries = []
        if query_id in self._results:
            payload = self._results[query_id]
            status = "RUNNING" if payload is None else "SUCCESS" if payload["success"] else "FAILED_WITH_ERROR"
            queries.append({"id": query_id, "status": status})
        return answer({"queries": queries})

    async def abort(self, request):
        self.sessions.of(request)
        session = self._running.get((await body_of(request)).get("requestId"))
        if session:
            session.is_cancelled = True
            session.connection._duck_conn.interrupt()
        return answer(None)

    async def fine(self, request):
        return answer(None)

    def app(self) -> Starlette:
        post = ["POST"]
        routes = [
            ("/session/v1/login-request", self.login, post),
            ("/session/token-request", self.renew, post),
            ("/session/heartbeat", self.session, post),
            ("/session", self.session, post),
            ("/queries/v1/query-request", self.query, post),
            ("/queries/v1/abort-request", self.abort, post),
            ("/queries/{query_id}/abort-request", self.abort, post),
            ("/queries/{query_id}/result", self.result, ["GET"]),
            ("/monitoring/queries/{query_id}", self.monitor, ["GET"]),
            ("/telemetry/send", self.fine, post),
            ("/healthz", self.fine, ["GET"]),
        ]
        return Starlette(
            routes=[Route(path, answering_errors(handler), methods=methods) for path, handler, methods in routes]
            + self.control.routes()
        )
