(define (problem sokoban-p01)
  (:domain sokoban)
  (:objects
    square_2-2 square_2-3 square_2-4 square_2-5 square_2-6 - square
    box_1 - box)
  (:init
    (player-at square_2-2)
    (clear square_2-3)
    (at box_1 square_2-4)
    (clear square_2-5)
    (goal square_2-6)
    (clear square_2-6)
    (right-of square_2-3 square_2-2)
    (right-of square_2-4 square_2-3)
    (right-of square_2-5 square_2-4)
    (right-of square_2-6 square_2-5))
  (:goal (and (stored box_1))))
