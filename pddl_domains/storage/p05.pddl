(define (problem storage-p05)
  (:domain storage)
  (:objects
    forklift - hoist
    container_1 - container
    depot_1 - depot
    p1 p2 q1 - storearea
    passage - transitarea
    case - crate)
  (:init
    (in p1 depot_1)
    (in p2 depot_1)
    (in q1 container_1)
    (connected passage p1)
    (connected passage q1)
    (connected p1 p2)
    (lifting forklift case)
    (at forklift passage)
    (connected p1 passage)
    (connected q1 passage)
    (connected p2 p1)
    (clear p1)
    (clear p2)
    (clear q1))
  (:goal (and (on case p2))))
