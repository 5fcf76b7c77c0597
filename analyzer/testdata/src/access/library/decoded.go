package library

import "encoding/json"

// What is decoded goes into the map, the slice and the pointer that are there, and
// replaces what is in an interface.

type record struct {
	fields map[string]string
	tags   []string
	any    any
}

func intoMap(lines [][]byte, out chan<- record) {
	var r record
	for _, l := range lines {
		json.Unmarshal(l, &r.fields) // want "borrow of moved value: `r\\.fields`"
		out <- r
	}
}

func intoNewMap(lines [][]byte, out chan<- record) {
	var r record
	for _, l := range lines {
		r.fields = nil
		json.Unmarshal(l, &r.fields)
		out <- r
	}
}

func intoSlice(lines [][]byte, out chan<- record) {
	r := &record{}
	for _, l := range lines {
		json.Unmarshal(l, &r.tags) // want "borrow of moved value: `r\\.tags`"
		out <- *r
	}
}

func intoNewRecord(lines [][]byte, out chan<- *record) {
	for _, l := range lines {
		r := &record{}
		if json.Unmarshal(l, &r.tags) != nil {
			continue
		}
		out <- r
	}
}

func intoInterface(lines [][]byte, out chan<- any) {
	var v any
	for _, l := range lines {
		json.Unmarshal(l, &v)
		out <- v
	}
}

func intoInterfaceOf(lines [][]byte, out chan<- record) {
	var r record
	for _, l := range lines {
		json.Unmarshal(l, &r.any)
		out <- r
	}
}

func intoPointer(lines [][]byte, out chan<- any) {
	var v any = &record{}
	for _, l := range lines {
		json.Unmarshal(l, v) // want "borrow of moved value: `v`"
		out <- v
	}
}
