import os
import sqlite3
import tempfile

import uvicorn
from datasette.app import Datasette

from serve import listener, serve

directory = tempfile.TemporaryDirectory()
file = os.path.join(directory.name, "lake.db")
database = sqlite3.connect(file, isolation_level=None)
database.execute("CREATE TABLE comments (id INTEGER PRIMARY KEY, name TEXT)")
app = Datasette([file], settings={"num_sql_threads": 1}).app()
listening = listener()
server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
serve(
    lambda: server.run(sockets=[listening]),
    listening.getsockname()[1],
    lambda id: database.execute("INSERT INTO comments VALUES (?, ?)", (id, f"n{id}")),
)
