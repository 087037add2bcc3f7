"""A real HTTP server for the tests of webhooks. Its paths say how it answers.

Prints its port, then writes each call as a line of JSON, with the signature that it computes itself.
"""

import hashlib
import hmac
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

KEY = b"a key of the tests"
calls = Path(sys.argv[1]) / "calls"
lock = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        record = {
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": json.loads(body),
            "signature": "sha256=" + hmac.new(KEY, body, hashlib.sha256).hexdigest(),
        }
        with lock, calls.open("a") as file:
            file.write(json.dumps(record) + "\n")
        name = self.path.strip("/")
        if name == "hang":
            time.sleep(600)
        if name == "endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        self.send_response(int(name))
        if name == "429":
            self.send_header("Retry-After", "7")
        if name.startswith("30"):
            self.send_header("Location", "/204")
        answer = b"" if name == "204" else f"the answer {name}\nand more\n".encode()
        if name != "204":
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
# Ends with the test that holds the other end.
sys.stdin.read()
os._exit(0)
