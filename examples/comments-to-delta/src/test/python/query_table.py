"""Prints what a query of SQL finds in a table, called t there, as a JSON array of objects."""

import json
import sys

from deltalake import DeltaTable, QueryBuilder


def query(location, sql):
    result = QueryBuilder().register("t", DeltaTable(location)).execute(sql).read_all()
    columns = [result.column(name).to_pylist() for name in result.column_names]
    return [dict(zip(result.column_names, row)) for row in zip(*columns)]


if __name__ == "__main__":
    print(json.dumps(query(sys.argv[1], sys.argv[2]), default=str))
