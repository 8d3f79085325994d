"""A loop that asks for page after page until one is empty: loop.py URL TABLE PAGE_SIZE"""

import sys

import requests

from landing import Landing

url, table, page_size = sys.argv[1], sys.argv[2], int(sys.argv[3])
landing = Landing(table)
offset = landing.start()
with requests.Session() as session:
    while True:
        answer = session.get(url, params={"_start": offset, "_limit": page_size}, timeout=30)
        answer.raise_for_status()
        rows = answer.json()
        if not rows:
            break
        offset += len(rows)
        landing.add(rows, offset)
landing.commit(offset)
