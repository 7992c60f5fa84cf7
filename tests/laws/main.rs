//! What must hold whatever the book says: the optimizers against closed forms,
//! published slips and the edges of what a float can hold. A file a subject.

mod adagrad;
mod adam;
mod adam_descents;
mod arrivals;
mod averages;
mod batches;
mod cycles;
mod edges;
mod ewma;
mod frameworks;
mod gradients;
mod matrices;
mod memory;
mod minima;
mod momentum;
mod mutants;
mod nesterov;
mod network;
mod paths;
mod rmsprop;
mod schedules;
mod settings;
mod sharpness;
mod signs;
mod silence;
mod slips;
mod wrappers;
