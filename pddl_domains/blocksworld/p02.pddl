(define (problem blocksworld-p02)
  (:domain blocksworld)
  (:objects
    block_a block_b block_c block_d)
  (:init
    (on block_a block_b)
    (on block_c block_d)
    (on-table block_b)
    (on-table block_d)
    (clear block_a)
    (clear block_c)
    (arm-empty))
  (:goal (and
    (on block_a block_c)
    (on block_d block_b))))
