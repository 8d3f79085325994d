"""Prints what a comments table holds, as one JSON object."""

import json
import sys

from deltalake import DeltaTable, QueryBuilder

QUERY = """
SELECT count(*) AS "rows", count(DISTINCT id) AS "distinct", min(id) AS lowest, max(id) AS highest
FROM comments
"""


def summarize(location):
    table = DeltaTable(location)
    result = QueryBuilder().register("comments", table).execute(QUERY).read_all()
    summary = {name: result.column(name).to_pylist()[0] for name in result.column_names}
    return {"version": table.version(), **summary}


if __name__ == "__main__":
    print(json.dumps(summarize(sys.argv[1])))
