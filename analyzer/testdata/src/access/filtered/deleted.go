package filtered

import (
	"maps"
	"slices"
)

// What a predicate sends where it says so is what DeleteFunc removes.

func (q *queue) deleted() {
	q.items = slices.DeleteFunc(q.items, func(t *task) bool {
		if t.err == nil {
			return false
		}
		q.out <- t
		return true
	})
	for _, t := range q.items {
		t.id++
	}
}

func (q *queue) deletedOthers() {
	q.items = slices.DeleteFunc(q.items, func(t *task) bool {
		if t.err != nil {
			q.out <- t
			return false
		}
		return true
	})
	for _, t := range q.items {
		t.id++ // want "borrow of moved value: `t\\.id`"
	}
}

func (q *queue) deletedSome() {
	q.items = slices.DeleteFunc(q.items, func(t *task) bool {
		done := t.id > 0
		q.out <- t
		return done
	})
	for _, t := range q.items {
		t.id++ // want "borrow of moved value: `t\\.id`"
	}
}

func deletedFromMap(m map[string]*task, out chan *task) {
	maps.DeleteFunc(m, func(_ string, t *task) bool {
		if t.err != nil {
			out <- t
			return true
		}
		return false
	})
	for _, t := range m {
		t.id++
	}
}

func foundInMap(m map[string]*task, out chan *task) {
	maps.DeleteFunc(m, func(_ string, t *task) bool {
		if t.err != nil {
			out <- t
		}
		return false
	})
	for _, t := range m {
		t.id++ // want "borrow of moved value: `t\\.id`"
	}
}

// found sends what it looks for and removes nothing.
func (q *queue) found() {
	slices.ContainsFunc(q.items, func(t *task) bool {
		if t.err != nil {
			q.out <- t
			return true
		}
		return false
	})
	for _, t := range q.items {
		t.id++ // want "borrow of moved value: `t\\.id`"
	}
}
