"""No visitor talks to a kernel: the page needs no connection, so there is none."""

from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from tornado.web import HTTPError


class Closed(BaseKernelWebsocketConnection):
    """Refuses every connection before it is made."""

    async def prepare(self) -> None:
        """Called by the server before a websocket opens.

        Raises:
            HTTPError: always; 403.
        """
        raise HTTPError(403)
