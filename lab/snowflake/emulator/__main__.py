"""python -m emulator --port 18090 --users users.json"""

import argparse
import warnings

warnings.filterwarnings("ignore")

import uvicorn  # noqa: E402

from .server import Server  # noqa: E402

arguments = argparse.ArgumentParser(prog="emulator")
arguments.add_argument("--port", type=int, required=True)
arguments.add_argument("--users", required=True)
options = arguments.parse_args()
uvicorn.run(Server(options.users).app(), host="127.0.0.1", port=options.port, log_level="warning")
