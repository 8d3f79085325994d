"""The loop with 16 requests at once, up to the total: loop16.py URL TABLE PAGE_SIZE"""

import sys
from concurrent.futures import ThreadPoolExecutor

import requests

from landing import Landing

url, table, page_size = sys.argv[1], sys.argv[2], int(sys.argv[3])
landing = Landing(table)
start = landing.start()
session = requests.Session()
session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=16))


def get(offset: int, limit: int):
    answer = session.get(url, params={"_start": offset, "_limit": limit}, timeout=30)
    answer.raise_for_status()
    return answer


total = int(get(start, 1).headers["X-Total-Count"])
with ThreadPoolExecutor(16) as pool:
    offsets = range(start, total, page_size)
    for offset, answer in zip(offsets, pool.map(lambda at: get(at, page_size), offsets)):
        landing.add(answer.json(), min(offset + page_size, total))
landing.commit(total)
