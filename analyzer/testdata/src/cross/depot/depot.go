// Package depot sends nothing: it only says what others do.
package depot

type Parcel struct{ Weight int }

//sendmove:share
type Label struct{ Text string } // want Label:"shared"

//sendmove:share
type Labels[T any] struct{ All []T } // want Labels:"shared"

type Carrier interface {
	//sendmove:moves p
	Ship(p *Parcel) // want Ship:"moves a1"

	//sendmove:borrows p
	Weigh(p *Parcel) int // want Weigh:"borrows a1"

	Stamp(p *Parcel)
}

// Load is written in assembly.
//
//sendmove:moves p
func Load(p *Parcel) // want Load:"moves a0"

// Post is generic.
//
//sendmove:moves v
func Post[T any](v T) {} // want Post:"moves a0"

type Box[T any] interface {
	//sendmove:moves v
	Put(v T) // want Put:"moves a1"
}

type Truck struct{ parcels []*Parcel }

// Add hands p to the driver.
//
//sendmove:moves p
func (t *Truck) Add(p *Parcel) { t.parcels = append(t.parcels, p) } // want Add:"moves a1"

func (t *Truck) Show(p *Parcel) { t.parcels = append(t.parcels, p) }
