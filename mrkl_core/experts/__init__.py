"""Running one tool safely: its arguments and result checked, its code in a killable child."""
