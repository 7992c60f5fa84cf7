//! What a network answers, how its parameters lie, what it refuses.

use descent::random::seeded;
use descent::{Activation, Loss, Network, Samples, Surface};
use ndarray::{Array2, array};

fn two_two_one(loss: Loss) -> Network {
    Network {
        sizes: vec![2, 2, 1],
        hidden: Activation::Sigmoid,
        loss,
        inputs: array![[0.8, -0.3], [-1.0, 0.5]],
        targets: array![[1.0], [0.25]],
    }
}

const AT: [f64; 9] = [0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9];

/// The 2-2-1 network's last sum, written out unit by unit.
fn by_hand(x: f64, y: f64) -> f64 {
    let sigmoid = |z: f64| 1.0 / (1.0 + libm::exp(-z));
    let first = sigmoid(AT[0] * x + AT[1] * y + AT[4]);
    let second = sigmoid(AT[2] * x + AT[3] * y + AT[5]);
    AT[6] * first + AT[7] * second + AT[8]
}

#[test]
fn a_two_two_one_network_has_nine_parameters_layer_by_layer() {
    let network = two_two_one(Loss::MeanSquared);
    assert_eq!((network.parameters(), network.dim(), network.layers()), (9, 9, 2));
    assert_eq!(network.layer(&AT, 0), (array![[0.1, -0.2], [0.3, 0.4]].view(), &[-0.5, 0.6][..]));
    assert_eq!(network.layer(&AT, 1), (array![[0.7, -0.8]].view(), &[0.9][..]));
    let [z, w] = [by_hand(0.8, -0.3), by_hand(-1.0, 0.5)];
    // The terms are summed in another order: a few roundings of numbers near 1.
    assert!((network.predict(&AT, &[0.8, -0.3])[0] - z).abs() <= 2.0 * f64::EPSILON);
    let mean = ((z - 1.0) * (z - 1.0) + (w - 0.25) * (w - 0.25)) / 2.0;
    assert!((network.value(&AT) - mean).abs() <= 2.0 * f64::EPSILON);
}

#[test]
fn value_and_gradient_of_one_pass_have_the_digits_of_two() {
    for loss in [Loss::MeanSquared, Loss::CrossEntropy] {
        let network = two_two_one(loss);
        let [mut one, mut two] = [[f64::NAN; 9]; 2];
        assert_eq!(network.value_and_gradient(&AT, &mut one), network.value(&AT));
        network.gradient(&AT, &mut two);
        assert_eq!(one, two);
    }
}

#[test]
fn cross_entropy_is_the_surprise_at_the_targets() {
    let network = two_two_one(Loss::CrossEntropy);
    let [p, q] = [by_hand(0.8, -0.3), by_hand(-1.0, 0.5)].map(|z| 1.0 / (1.0 + libm::exp(-z)));
    assert!((network.predict(&AT, &[0.8, -0.3])[0] - p).abs() <= 2.0 * f64::EPSILON);
    let mean = -(libm::log(p) + 0.25 * libm::log(q) + 0.75 * libm::log(1.0 - q)) / 2.0;
    assert!((network.value(&AT) - mean).abs() <= 4.0 * f64::EPSILON);
}

/// No hidden layer: z = W x + b, with W and b to choose.
fn flat(outputs: usize, targets: Array2<f64>) -> Network {
    let inputs = Array2::ones((targets.nrows(), 1));
    let (sizes, hidden, loss) = (vec![1, outputs], Activation::Tanh, Loss::CrossEntropy);
    Network { sizes, hidden, loss, inputs, targets }
}

#[test]
fn softmax_of_two_is_the_logistic_function_of_their_difference() {
    let (pair, single) = (flat(2, array![[0.0, 1.0]]), flat(1, array![[1.0]]));
    let p = pair.predict(&[0.0, 0.0, -0.4, 1.1], &[1.0]);
    assert!((p[1] - single.predict(&[0.0, 1.5], &[1.0])[0]).abs() <= f64::EPSILON);
    assert!((p[0] + p[1] - 1.0).abs() <= f64::EPSILON);
    let difference = pair.value(&[0.0, 0.0, -0.4, 1.1]) - single.value(&[0.0, 1.5]);
    assert!(difference.abs() <= 2.0 * f64::EPSILON);
}

#[test]
fn a_network_that_is_very_sure_has_a_finite_loss_and_slope() {
    // ln(1 − p) would be ln 0 here; the loss is z itself.
    let mut slope = [f64::NAN; 2];
    let wrong = flat(1, array![[0.0]]);
    assert_eq!(wrong.value(&[0.0, 1e4]), 1e4);
    wrong.gradient(&[0.0, 1e4], &mut slope);
    assert_eq!(slope, [1.0, 1.0]);
    assert_eq!(flat(1, array![[1.0]]).value(&[0.0, 1e4]), 0.0);
    assert_eq!(flat(2, array![[1.0, 0.0]]).value(&[0.0, 0.0, -1e4, 1e4]), 2e4);
    assert_eq!(flat(2, array![[1.0, 0.0]]).predict(&[0.0, 0.0, -1e4, 1e4], &[1.0]), [0.0, 1.0]);
}

#[test]
fn a_relu_passes_what_is_above_zero_and_stops_the_slope_elsewhere() {
    let network = Network {
        sizes: vec![1, 1, 1],
        hidden: Activation::Relu,
        loss: Loss::MeanSquared,
        inputs: array![[3.0]],
        targets: array![[0.0]],
    };
    let slope = |bias: f64| {
        let mut slope = [f64::NAN; 4];
        network.gradient(&[1.0, bias, 1.0, 0.0], &mut slope);
        slope
    };
    assert_eq!(slope(-2.0), [6.0, 2.0, 2.0, 2.0]);
    // At the kink and beyond it, only the last bias is left.
    assert_eq!(slope(-3.0), [0.0, 0.0, 0.0, 0.0]);
    assert_eq!(network.predict(&[1.0, -4.0, 1.0, 0.5], &[3.0]), [0.5]);
    assert!(network.predict(&[f64::NAN, 0.0, 1.0, 0.0], &[3.0])[0].is_nan());
}

#[test]
fn starts_are_spread_as_their_papers_say_and_biases_are_zero() {
    let mut network = two_two_one(Loss::MeanSquared);
    network.sizes = vec![60, 40, 1];
    let at = network.start(&mut seeded(1));
    assert_eq!(at, network.start(&mut seeded(1)));
    assert_ne!(at, network.start(&mut seeded(2)));
    let (weights, biases) = network.layer(&at, 0);
    assert!(biases.iter().chain(network.layer(&at, 1).1).all(|&b| b == 0.0));
    let limit = (6.0_f64 / 100.0).sqrt();
    let largest = weights.iter().fold(0.0, |most: f64, w| most.max(w.abs()));
    // Of 2400 even draws, none comes within 1 % of the limit once in 3e10 times.
    assert!(0.99 * limit < largest && largest <= limit);

    network.hidden = Activation::Relu;
    let at = network.start(&mut seeded(1));
    let variance = network.layer(&at, 0).0.iter().map(|w| w * w).sum::<f64>() / 2400.0;
    // Three standard errors, each √(2/2400) of the variance.
    assert!((variance * 30.0 - 1.0).abs() < 3.0 * (2.0_f64 / 2400.0).sqrt());
}

#[test]
fn every_mismatch_is_refused_by_name() {
    let refusals = |change: fn(&mut Network)| {
        let mut network = two_two_one(Loss::CrossEntropy);
        change(&mut network);
        network.check().unwrap_err().refusals
    };
    assert_eq!(two_two_one(Loss::CrossEntropy).check(), Ok(()));
    assert_eq!(
        refusals(|n| n.sizes = vec![3]),
        [
            "the number of layers in sizes is 1, but must be at least 2",
            "the number of columns of inputs is 2, but must be 3, the size of the first layer",
            "the number of columns of targets is 1, but must be 3, the size of the last layer",
        ]
    );
    assert_eq!(
        refusals(|n| n.sizes = vec![2, 0, 1]),
        ["a layer's size is 0, but must be at least 1"]
    );
    assert_eq!(
        refusals(|n| n.targets = array![[1.0]]),
        ["the number of rows of targets is 1, but must be 2"]
    );
    assert_eq!(
        refusals(|n| n.inputs[[1, 0]] = f64::NAN),
        ["inputs[1, 0] is NaN, but must be finite"]
    );
    assert_eq!(
        refusals(|n| n.targets[[1, 0]] = 1.5),
        ["targets[1, 0] is 1.5, but must be at least 0 and at most 1"]
    );
    let shares = flat(3, array![[0.2, 0.3, 0.5], [1.0, 1.0, 0.0]]);
    assert_eq!(
        shares.check().unwrap_err().refusals,
        ["the sum of row 1 of targets is 2, but must be 1"]
    );
    assert_eq!(shares.samples(), 2);
}
