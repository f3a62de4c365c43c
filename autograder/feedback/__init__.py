"""French feedback pages."""
