"""dlt with its REST client, into Delta on a file system: dlt_pipeline.py URL TABLE PAGE_SIZE"""

import os
import pathlib
import sys
import urllib.parse

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["RUNTIME__LOG_LEVEL"] = "CRITICAL"

import dlt  # noqa: E402: the environment comes first
from dlt.sources.helpers.rest_client import RESTClient  # noqa: E402
from dlt.sources.helpers.rest_client.paginators import OffsetPaginator  # noqa: E402

url, table, page_size = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
listing = urllib.parse.urlsplit(url)


@dlt.resource(
    name=table.name,
    write_disposition="append",
    table_format="delta",
    columns={"id": {"data_type": "bigint"}},
)
def comments():
    state = dlt.current.resource_state()
    client = RESTClient(
        f"{listing.scheme}://{listing.netloc}",
        paginator=OffsetPaginator(
            limit=page_size,
            offset=state.get("offset", 0),
            offset_param="_start",
            limit_param="_limit",
            total_path=None,
        ),
    )
    for page in client.paginate(listing.path):
        state["offset"] = state.get("offset", 0) + len(page)
        yield [{name: row[name] for name in ("id", "name", "email", "body")} for row in page]


pipeline = dlt.pipeline(
    pipeline_name="peers",
    pipelines_dir=str(table.parent.parent / "pipelines"),
    destination=dlt.destinations.filesystem(table.parent.parent.as_uri()),
    dataset_name=table.parent.name,
)
pipeline.run(comments())
