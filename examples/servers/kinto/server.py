import json
import logging
from http.client import HTTPConnection

import kinto
import waitress

from serve import listener, serve

logging.disable(logging.CRITICAL)
settings = {
    "storage_backend": "kinto.core.storage.memory",
    "permission_backend": "kinto.core.permission.memory",
    "cache_backend": "kinto.core.cache.memory",
    "multiauth.policies": "basicauth",
    "userid_hmac_secret": "secret",
    "bucket_create_principals": "system.Everyone",
    "bucket_write_principals": "system.Everyone",
    "paginate_by": 20,
}
listening = listener()
port = listening.getsockname()[1]
server = waitress.create_server(kinto.main({}, **settings), sockets=[listening])


def put(path, data):
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("PUT", path, json.dumps({"data": data}), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    if answer.status >= 300:
        raise RuntimeError(answer.read())
    connection.close()


def append(id):
    if id == 1:
        put("/v1/buckets/lake", {})
        put("/v1/buckets/lake/collections/comments", {})
    put(f"/v1/buckets/lake/collections/comments/records/c{id}", {"name": f"n{id}"})


serve(server.run, port, append)
