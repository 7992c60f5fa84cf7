//! The sharpness against the time of training, at three rates.

use super::Settings;
use super::climb::RATES;
use super::net::Ride;
use crate::draw::told;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::fixed;

pub(super) fn figure(settings: &Settings, rides: &[Ride; 3]) -> Figure {
    let inks = [Ink::FIRST, Ink::SECOND, Ink::THIRD];
    let far = |ride: &Ride, rate: f64| {
        ride.sharp.iter().each(|(t, sharp)| (t * rate, *sharp))
    };
    let longest = far(&rides[0], RATES[0]);
    let end = longest.last().map_or(1.0, |at| at.0);
    let mut chart = lines(
        Axis::linear("rate × steps").within(0.0, end),
        Axis::linear("sharpness").within(0.0, 50.0),
    );
    for ((ride, rate), ink) in rides.iter().zip(RATES).zip(inks) {
        chart = chart
            .line(ink, format!("η = {rate}"), far(ride, rate))
            .level(
                2.0 / rate,
                format!("2/η = {}", fixed(2.0 / rate, 0).text),
            );
    }
    let late = rides.iter().each(|ride| fixed(ride.late(), 1).text);
    chart.draw(told(
        *settings == Settings::BOOK,
        "Largest curvature of the small network against rate times steps, at three rates, and their limits 2/η.",
        &format!(
            "From {} it climbs; over the second half it is at {} in the median, where the limits are {}.",
            fixed(rides[0].sharp[0].1, 1).text,
            late.join(", "),
            RATES.each_ref().map(|rate| fixed(2.0 / rate, 0).text).join(", "),
        ),
    ))
}
