"""HTTP's methods, and the headers that a slip of the fingers is measured by.

In: nothing. Out: names.
"""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT")
HEADERS = (
    *("Authorization", "Content-Type", "Content-Length", "Content-Encoding", "Accept"),
    *("Accept-Encoding", "Accept-Language", "Cache-Control", "Connection", "Cookie", "Origin"),
    *("Referer", "User-Agent", "X-API-Key", "X-Auth-Key", "X-Requested-With", "Idempotency-Key"),
    *("If-None-Match", "If-Match", "Transfer-Encoding"),
)
