"""What the loops share: the table, and a progress file beside it."""

import json
import pathlib

import pyarrow as pa
from deltalake import write_deltalake

ROWS_OF_A_COMMIT = 100_000
COLUMNS = ("id", "name", "email", "body")
SCHEMA = pa.schema([("id", pa.int32())] + [(name, pa.string()) for name in COLUMNS[1:]])


class Landing:
    """Appends rows in commits, and remembers behind each how far it has come."""

    def __init__(self, table: str):
        self.table = table
        self.progress = pathlib.Path(table + ".progress.json")
        self.rows = []

    def start(self) -> int:
        return json.loads(self.progress.read_text())["current"] if self.progress.exists() else 0

    def add(self, rows: list, position: int):
        self.rows += rows
        if len(self.rows) >= ROWS_OF_A_COMMIT:
            self.commit(position)

    def commit(self, position: int):
        if not self.rows:
            return
        columns = [[row[name] for row in self.rows] for name in COLUMNS]
        write_deltalake(self.table, pa.table(columns, schema=SCHEMA), mode="append")
        self.progress.write_text(json.dumps({"current": position}))
        self.rows = []
