(define (problem storage-p03)
  (:domain storage)
  (:objects
    crane - hoist
    container_1 - container
    warehouse - depot
    s1 s2 s3 - storearea
    corridor - transitarea
    box - crate)
  (:init
    (in s1 warehouse)
    (in s2 warehouse)
    (in s3 container_1)
    (connected s1 s2)
    (connected corridor s2)
    (connected corridor s3)
    (at crane s1)
    (on box s3)
    (connected s2 s1)
    (connected s2 corridor)
    (connected s3 corridor)
    (in box container_1)
    (available crane)
    (clear s2))
  (:goal (and
    (on box s1)
    (at crane s3))))
