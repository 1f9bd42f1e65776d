"""Problems of seven domains told as five different people would, for `bench/wordings.py`."""
