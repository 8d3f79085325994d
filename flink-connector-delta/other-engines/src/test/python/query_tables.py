"""Prints what a query of SQL finds in a table, called t there, in the words of one reader: a JSON object."""

import json
import sys

from deltalake import DeltaTable, QueryBuilder


def with_deltalake(location, sql):
    result = QueryBuilder().register("t", DeltaTable(location)).execute(sql).read_all()
    return {name: result.column(name).to_pylist()[0] for name in result.column_names}


def with_polars(location, sql):
    import polars

    return polars.SQLContext(t=polars.scan_delta(location)).execute(sql, eager=True).to_dicts()[0]


def with_duckdb(location, sql):
    """Its own reader of logs is no package of PyPI, so it is told the files."""
    import duckdb

    files = [uri.removeprefix("file://") for uri in DeltaTable(location).file_uris()]
    duckdb.read_parquet(files, union_by_name=True, hive_partitioning=True).create_view("t")
    result = duckdb.sql(sql)
    return dict(zip(result.columns, result.fetchall()[0]))


if __name__ == "__main__":
    reader, location, sql = sys.argv[1:]
    found = {"deltalake": with_deltalake, "polars": with_polars, "duckdb": with_duckdb}[reader](location, sql)
    print(json.dumps({name: int(value) for name, value in found.items()}))
