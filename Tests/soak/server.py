"""A git server by https that fails at times, in one of the ways in which servers do."""

import http.server
import os
import socket
import ssl
import struct
import subprocess
import threading

BACKEND = "/usr/lib/git-core/git-http-backend"


class Handler(http.server.BaseHTTPRequestHandler):
    """Hands each request to git's own program, or lets it fail."""

    # A client that goes away, as git's do, is no news.
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answer(self, body):
        fault = self.server.next_fault() if self.path.startswith("/router.git/info/refs") else None
        if fault == "error":
            return self.send_error(503)
        if fault == "reset":
            # The kernel says RST where nothing is waited for (SO_LINGER of socket(7)).
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return self.connection.close()
        reply = self.backend(body)
        if fault == "half":
            reply = reply[:len(reply) // 2]
        if fault == "garbage":
            reply = reply.replace(b"HEAD", b"\0\0\0\0")
        head, _, content = reply.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines() if ": " in line)
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for key, value in fields.items():
            self.send_header(key, value)
        # What was promised, also where only half of it comes.
        self.send_header("Content-Length", str(len(content) * (2 if fault == "half" else 1)))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def backend(self, body):
        """What git says to the request (git-http-backend(1))."""
        path, _, query = self.path.partition("?")
        environment = {
            **os.environ, "GIT_PROJECT_ROOT": str(self.server.root), "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command, "PATH_INFO": path, "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""), "REMOTE_ADDR": "127.0.0.1",
        }
        done = subprocess.run([BACKEND], input=body, capture_output=True, check=False, env=environment)
        return done.stdout


class Server(http.server.ThreadingHTTPServer):
    """Serves the repositories below `root`; one answer in five fails, by chance."""

    FAULTS = ("error", "reset", "half", "garbage")
    daemon_threads = True

    def __init__(self, root, chance):
        super().__init__(("127.0.0.1", 0), Handler)
        self.root = root
        self.chance = chance
        self.lock = threading.Lock()
        self.asked = 0
        self.failed = 0
        self.is_reliable = False
        certificate, key = root / "certificate.pem", root / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
             "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate, "-days", "2"],
            check=True, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.certificate = certificate
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        """Where the router's repository is."""
        return f"https://localhost:{self.server_port}/router.git"

    def next_fault(self):
        """What goes wrong with this answer; None: nothing."""
        with self.lock:
            self.asked += 1
            if self.is_reliable or self.chance.random() >= 0.2:
                return None
            self.failed += 1
            return self.chance.choice(self.FAULTS)

    # A client may end a connection at any moment.
    def handle_error(self, *_):
        pass
