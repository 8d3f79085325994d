"""What the servers in Python have in common: a free port of the loopback interface, whose number is printed once there are
records; each number on a line of the standard input appends so many more, and the count of all is printed."""

import socket
import sys
import threading

RECORDS = 250


def listener():
    """A socket that listens on a free port."""
    return socket.create_server(("127.0.0.1", 0))


def serve(run, port, append):
    """Appends records by append(id), and has run() answer requests meanwhile."""
    ids = iter(range(1, sys.maxsize))

    def grow(more):
        for _ in range(more):
            last = next(ids)
            append(last)
        return last

    threading.Thread(target=run, daemon=True).start()
    grow(RECORDS)
    print(port, flush=True)
    for line in sys.stdin:
        print(grow(int(line)), flush=True)
