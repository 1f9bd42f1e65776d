(define (problem storage-p02)
  (:domain storage)
  (:objects
    hoist_1 - hoist
    container_1 - container
    depot_1 - depot
    a1 a2 b1 - storearea
    load_area - transitarea
    crate_1 - crate)
  (:init
    (in a1 depot_1)
    (in a2 depot_1)
    (in b1 container_1)
    (connected a1 a2)
    (connected load_area a1)
    (connected load_area b1)
    (at hoist_1 a2)
    (on crate_1 b1)
    (connected a2 a1)
    (connected a1 load_area)
    (connected b1 load_area)
    (in crate_1 container_1)
    (available hoist_1)
    (clear a1))
  (:goal (and (in crate_1 depot_1))))
