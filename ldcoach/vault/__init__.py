"""Keys and all cryptography: slots, passphrase, recovery code, unlocking."""
