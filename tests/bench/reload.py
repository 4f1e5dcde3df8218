"""Measures `devex serve`: from the moment at which a file is written to that at which an open page hears of it."""

import http.client
import json
import signal
import socket
import subprocess
import tempfile
import threading
import time

from measure import Failed, ended

START = 900
ANSWER = 300
# Long enough for the server to have seen the question, and for the last rebuild to be over.
SETTLE = 0.4


class Server:
    """A running `devex serve`."""

    def __init__(self, devex, root, data, now):
        self.port = free_port()
        self.said = tempfile.TemporaryFile()
        command = [devex, "--root", root, "--now", now, "serve", "--port", str(self.port), "--data", data]
        start = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.said, stderr=self.said)
        self.version = self.first_version(start + START)
        self.started_in = time.perf_counter() - start

    def first_version(self, until):
        while time.perf_counter() < until and self.process.poll() is None:
            try:
                return self.state()["version"]
            except OSError:
                time.sleep(0.02)
        raise Failed(f"devex serve did not start:\n{self.stop_and_read()}")

    def state(self, version=None, timeout=ANSWER):
        """What an open page is told; with a version, as soon as there is another one."""
        query = "" if version is None else f"?version={version}"
        state = json.loads(self.get(f"/_devex/changes{query}", timeout))
        if state["problems"]:
            raise Failed(f"devex serve found problems:\n{state['problems']}")
        return state

    def get(self, path, timeout=ANSWER):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def next_version(self):
        """Waits until there is a version that is not known yet; the server answers from time to time without one."""
        until = time.perf_counter() + ANSWER
        while time.perf_counter() < until:
            version = self.state(self.version)["version"]
            if version != self.version:
                return version
        raise Failed("devex serve did not rebuild the site")

    def settle(self):
        """Takes in what may still follow a rebuild, so that it is not taken for the next."""
        try:
            self.version = self.state(self.version, timeout=SETTLE)["version"]
        except TimeoutError:
            pass

    def seconds_after(self, write):
        """From a write to the news of the rebuild, as a page gets it that waits for them."""
        answer = {}

        def wait():
            try:
                answer["version"] = self.next_version()
            except (Failed, OSError) as failure:
                answer["failure"] = failure
            answer["at"] = time.perf_counter()

        page = threading.Thread(target=wait)
        page.start()
        time.sleep(SETTLE)
        start = time.perf_counter()
        write()
        page.join()
        if "failure" in answer:
            raise Failed(str(answer["failure"]))
        self.version = answer["version"]
        return answer["at"] - start

    def stop(self):
        """Ends the server, and gives its peak of memory in MiB."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            _, (_, memory) = ended(self.process)
            return memory
        return None

    def stop_and_read(self):
        self.stop()
        self.said.seek(0)
        return self.said.read().decode(errors="replace")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def reloads(server, pages, word):
    """Adds a word to one text after the other, and restores it. Gives the seconds of each save.

    `pages` holds the files of texts, with the address at which each is served.
    """
    seconds = []
    for file, address in pages:
        before = file.read_bytes()
        after = with_word(before, word)
        try:
            seconds.append(server.seconds_after(lambda: file.write_bytes(after)))
            if word not in server.get(address):
                raise Failed(f"the server told of a change, but {address} does not show it")
        finally:
            file.write_bytes(before)
        server.version = server.next_version()
        server.settle()
    return seconds


def with_word(text, word):
    """A text with a word more at its end."""
    return text.rstrip() + f" {word}.\n".encode()
