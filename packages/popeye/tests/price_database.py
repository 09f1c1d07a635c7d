"""The driver of the price database is there and is asked for a server."""

import pyodbc

assert "FreeTDS" in pyodbc.drivers(), pyodbc.drivers()

# No server is there; that the driver is loaded shows in who complains.
try:
    pyodbc.connect("Driver=FreeTDS;Server=127.0.0.1;Port=1;UID=nobody;PWD=none", timeout=5)
except pyodbc.Error as error:
    assert "[FreeTDS]" in str(error), error
else:
    raise SystemExit("connected to a server that is not there")

print("FreeTDS answers")
