"""Commands of this room, one a file 命令."""
