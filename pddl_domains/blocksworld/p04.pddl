(define (problem blocksworld-p04)
  (:domain blocksworld)
  (:objects
    yellow_cube white_cube black_cube)
  (:init
    (holding yellow_cube)
    (on-table white_cube)
    (on black_cube white_cube)
    (clear black_cube))
  (:goal (and
    (on white_cube yellow_cube)
    (on-table black_cube))))
