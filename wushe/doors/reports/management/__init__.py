"""Commands of this room 命令."""
