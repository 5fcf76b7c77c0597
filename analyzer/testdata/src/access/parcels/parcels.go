// Package parcels has structs that are sent by value, by a function that is given
// them.
package parcels

type address struct {
	host string
	seen int
}

type parcel struct {
	to   *address
	data []byte
}

type office struct{ queue chan parcel }

func (o *office) post(p parcel) { o.queue <- p }

func (o *office) offer(p parcel) bool {
	select {
	case o.queue <- p:
		return true
	default:
		return false
	}
}

// What the parcel was put together of is used by others as well.
func reads(o *office, to *address, data []byte) string {
	o.post(parcel{to: to, data: data})
	return to.host
}

func writes(o *office, to *address, data []byte) {
	o.post(parcel{to: to, data: data})
	to.seen++ // want "assign to part of moved value: `to.seen`"
}

// What was made for the parcel is its own.
func fresh(o *office, to *address) byte {
	data := make([]byte, 8)
	o.post(parcel{to: to, data: data})
	return data[0] // want "borrow of moved value"
}

// A parcel that is handed on as it was received goes with all that it has.
func handsOn(o *office, p parcel) byte {
	o.post(p)
	return p.data[0] // want "borrow of moved value"
}

func received(o *office, in chan parcel) byte {
	p := <-in
	if o.offer(p) {
		return p.data[0] // want "borrow of moved value"
	}
	return p.data[0]
}

// Several have one address, to which nobody who gets them writes.
func all(o *office, to *address) {
	for range 3 {
		o.post(parcel{to: to, data: make([]byte, 8)})
	}
}

func open(o *office) {
	for p := range o.queue {
		p.data[0] = 1
	}
}
