(define (problem blocksworld-p01)
  (:domain blocksworld)
  (:objects
    red_block blue_block green_block)
  (:init
    (on red_block blue_block)
    (on-table blue_block)
    (on-table green_block)
    (clear red_block)
    (clear green_block)
    (arm-empty))
  (:goal (and (on blue_block green_block))))
