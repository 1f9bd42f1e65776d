"""The command `mrkl`: one file a command group, nothing loaded before it is used."""
