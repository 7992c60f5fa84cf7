//! Muon: momentum, made orthogonal.
//!
//! ```text
//! m ← β m + g                           one matrix, as all here
//! u ← g + β m   (nesterov), or m
//! X ← u / (‖u‖ + ε)                     ‖u‖² is the sum of all squares
//! X ← a X + b (X Xᵀ) X + c (X Xᵀ)² X    five times: nearly U Vᵀ, where u = U Σ Vᵀ
//! θ ← θ − η f X                         f by the matrix's shape
//! ```
//!
//! For matrices alone, see [`Shaped`](crate::Shaped).
//!
//! **Memory.** One number per parameter, m, which starts at 0; [`Aim::Corrected`]
//! also counts βᵗ.
//!
//! **Bound.** The singular values of a step are at most 1.21 η f with Muon's own
//! polynomial, whatever the gradient: the polynomial's maximum is 1.2024.
//!
//! **Convention.**
//!
//! | | m | start | f | β | η |
//! | --- | --- | --- | --- | --- | --- |
//! | [`paper`](Muon::paper) | sum | ‖u‖ + 1e-7 | √max(1, rows/columns) | 0.95 | 0.02 |
//! | [`pytorch`](Muon::pytorch) | average: β m + (1 − β) g, and u likewise | max(‖u‖, 1e-7) | the same | 0.95 | 0.001 |
//! | [`keras`](Muon::keras) | sum | ‖u‖ + 1e-7 | 0.2 √max(rows, columns) | 0.95 | 0.001 |
//! | [`optax`](Muon::optax) | average, corrected | ‖u‖ + 1e-8 | √max(1, columns/rows) | 0.95 | none |
//!
//! A sum and an average point the same way, so all but ε of that is one rule; Optax
//! corrects m and g apart, so its nesterov is another. The factors are each
//! framework's own, for matrices as it stores them: rows are units in PyTorch, and
//! inputs in Keras and Optax. PyTorch iterates in bfloat16, which is 1.5 to 3 % off;
//! here all is f64. Weight decay stands around the rule
//! ([`WeightDecay`](crate::WeightDecay)): PyTorch's default is 0.1, times the rate.
//!
//! **Edge cases.** A gradient of 0 moves nothing while m is 0. An infinite slope
//! makes the whole matrix NaN: the descent ends as diverged.
//!
//! **Source.** Jordan, Jin, Boza, You, Cesista, Newhouse, Bernstein, Muon: an
//! optimizer for hidden layers in neural networks (2024),
//! kellerjordan.github.io/posts/muon. Liu et al., Muon is scalable for LLM training
//! (2025), arXiv:2502.16982, §2.2 (0.2 √max).

use crate::blocks::MatrixRule;
use crate::matrix::{Polynomials, Room};
use crate::{EachPart, Invalid, RATE, norm};
use setting::{Choice, Each, Place, Range, Setting, Settings};

/// Muon, for one matrix. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Muon {
    /// η, the learning rate.
    pub rate: f64,
    /// β, the share of m that each step keeps.
    pub beta: f64,
    /// Whether the newest gradient counts once more.
    pub nesterov: bool,
    /// What is made orthogonal.
    pub aim: Aim,
    /// What it is divided by before.
    pub start: Start,
    /// The iteration.
    pub polynomials: Polynomials,
    /// f, by which the shape lengthens a step.
    pub factor: Factor,
    /// Whether the step is also multiplied by ⟨u, X⟩, nearly the sum of the
    /// singular values: Optax' `adaptive`.
    pub adaptive: bool,
}

/// How m takes the gradients up, and what is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// m ← β m + g; u = g + β m: the publication, Keras.
    Sum,
    /// m ← β m + (1 − β) g; u = (1 − β) g + β m: PyTorch.
    Average,
    /// The same, with m corrected for its start as of the next step, and g as of
    /// this: u = (1 − β) g/(1 − βᵗ) + β m/(1 − βᵗ⁺¹). Without nesterov
    /// m/(1 − βᵗ). Optax.
    Corrected,
}

impl Choice for Aim {
    fn words(&self) -> &'static [&'static str] {
        &["sum", "average", "corrected"]
    }

    fn chosen(&self) -> usize {
        *self as usize
    }

    fn choose(&mut self, place: usize) {
        *self = [Self::Sum, Self::Average, Self::Corrected][place];
    }
}

/// What u is divided by, so that no singular value is above 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Start {
    /// ‖u‖ + ε: the publication, Keras, Optax.
    Plus(f64),
    /// max(‖u‖, ε): PyTorch.
    AtLeast(f64),
}

/// f, what a step is multiplied by for a matrix of this shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Factor {
    /// 1.
    One,
    /// √max(1, rows/columns): the publication, PyTorch.
    Tall,
    /// √max(1, columns/rows): Optax, whose matrices lie the other way.
    Wide,
    /// c √max(rows, columns): a typical entry then has the size c. Keras with
    /// c = 0.2, PyTorch's `match_rms_adamw`, Optax' `consistent_rms`.
    Typical(f64),
    /// √(rows/columns): PyTorch's `spectral_unclamped`.
    Ratio,
}

impl Factor {
    /// f for rows and columns.
    pub fn of(self, rows: usize, columns: usize) -> f64 {
        let [m, n] = [rows as f64, columns as f64];
        match self {
            Self::One => 1.0,
            Self::Tall => (m / n).max(1.0).sqrt(),
            Self::Wide => (n / m).max(1.0).sqrt(),
            Self::Typical(size) => size * m.max(n).sqrt(),
            Self::Ratio => (m / n).sqrt(),
        }
    }
}

/// What [`Muon`] remembers of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Orthogonalized {
    /// m.
    pub velocity: Vec<f64>,
    /// βᵗ after t steps.
    pub decay: f64,
    /// Rows and columns.
    shape: [usize; 2],
    /// u, and then X.
    aim: Vec<f64>,
    /// Where the iteration takes place.
    room: Room,
}

impl Muon {
    /// The publication's.
    pub const fn paper() -> Self {
        Self {
            rate: 0.02,
            beta: 0.95,
            nesterov: true,
            aim: Aim::Sum,
            start: Start::Plus(1e-7),
            polynomials: Polynomials::Same(Polynomials::MUON, 5),
            factor: Factor::Tall,
            adaptive: false,
        }
    }

    /// `torch.optim.Muon`, in f64 and without its weight decay.
    pub const fn pytorch() -> Self {
        Self {
            rate: 0.001,
            aim: Aim::Average,
            start: Start::AtLeast(1e-7),
            ..Self::paper()
        }
    }

    /// `keras.optimizers.Muon`, without its weight decay.
    pub const fn keras() -> Self {
        Self {
            rate: 0.001,
            factor: Factor::Typical(0.2),
            ..Self::paper()
        }
    }

    /// `optax.contrib.muon`, which has no rate of its own: the publication's
    /// stands in for it.
    pub const fn optax() -> Self {
        Self {
            aim: Aim::Corrected,
            start: Start::Plus(1e-8),
            factor: Factor::Wide,
            ..Self::paper()
        }
    }

    /// Takes g up into m, and writes u. `decay` is βᵗ, this step included.
    fn take_up(
        &self,
        decay: f64,
        velocity: &mut [f64],
        aim: &mut [f64],
        gradient: &[f64],
    ) {
        let beta = self.beta;
        let (new, [old, now]) = match (self.aim, self.nesterov) {
            (Aim::Sum, true) => (1.0, [beta, 1.0]),
            (Aim::Average, true) => (1.0 - beta, [beta, 1.0 - beta]),
            (Aim::Corrected, true) => (
                1.0 - beta,
                [
                    beta / (1.0 - decay * beta),
                    (1.0 - beta) / (1.0 - decay),
                ],
            ),
            (Aim::Sum, false) => (1.0, [1.0, 0.0]),
            (Aim::Average, false) => (1.0 - beta, [1.0, 0.0]),
            (Aim::Corrected, false) => {
                (1.0 - beta, [1.0 / (1.0 - decay), 0.0])
            }
        };
        for ((m, u), g) in velocity.iter_mut().zip(aim).zip(gradient) {
            *m = beta * *m + new * g;
            *u = old * *m + now * g;
        }
    }
}

impl Settings for Start {
    fn settings(&mut self, each: &mut Each<'_>) {
        let (Self::Plus(epsilon) | Self::AtLeast(epsilon)) = self;
        let says =
            "what keeps a matrix of zeros from being divided by 0";
        let epsilon_is =
            Setting::new("epsilon", "ε", says, Range::NOT_NEGATIVE);
        each(&epsilon_is.log(), Place::Number(epsilon));
    }
}

impl Settings for Muon {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let beta = "the share of the velocity that each step keeps";
        let beta = Setting::new("beta", "β", beta, Range::MEMORY)
            .also(&["momentum"]);
        each(&beta, Place::Number(&mut self.beta));
        let nesterov = "count the newest gradient once more";
        let nesterov = Setting::free("nesterov", "", nesterov);
        each(&nesterov, Place::Switch(&mut self.nesterov));
        let aim = "how the velocity takes gradients up";
        each(
            &Setting::free("aim", "", aim),
            Place::Choice(&mut self.aim),
        );
        self.start.settings(each);
        if let Polynomials::Same(_, steps) = &mut self.polynomials {
            let says = "how often the polynomial is applied";
            let range = Range::from(0.0).to(100.0);
            each(
                &Setting::new("steps", "", says, range)
                    .also(&["ns-steps"]),
                Place::Count(steps),
            );
        }
        if let Factor::Typical(size) = &mut self.factor {
            let says = "the typical size of a step’s entries, in rates";
            each(
                &Setting::new("size", "", says, Range::POSITIVE),
                Place::Number(size),
            );
        }
        let adaptive =
            "multiply each step by the sum of the singular values";
        let adaptive = Setting::free("adaptive", "", adaptive);
        each(&adaptive, Place::Switch(&mut self.adaptive));
    }
}

impl MatrixRule for Muon {
    type State = Orthogonalized;

    fn check(&self) -> Result<(), Invalid> {
        let refused = Invalid::none().and(setting::check(self));
        let name = "a polynomial";
        match self.polynomials {
            Polynomials::Same(triple, _) => {
                refused.finite(name, &triple)
            }
            Polynomials::Each(list) => {
                list.iter().fold(refused, |refused, each| {
                    refused.finite(name, each)
                })
            }
        }
        .into_result()
    }

    fn init(&self, rows: usize, columns: usize) -> Orthogonalized {
        let zeros = vec![0.0; rows * columns];
        Orthogonalized {
            velocity: zeros.clone(),
            decay: 1.0,
            shape: [rows, columns],
            aim: zeros,
            room: Room::new(rows, columns),
        }
    }

    fn step(
        &self,
        state: &mut Orthogonalized,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.velocity.len());
        let Orthogonalized { velocity, decay, shape, aim, room } =
            state;
        *decay *= self.beta;
        // ANCHOR: step
        self.take_up(*decay, velocity, aim, gradient);
        let size = norm(aim);
        let below = match self.start {
            Start::Plus(epsilon) => size + epsilon,
            Start::AtLeast(epsilon) => size.max(epsilon),
        };
        // Nothing to make orthogonal, and no ε: stay.
        room.put(aim, if below == 0.0 { 0.0 } else { 1.0 / below });
        self.polynomials.apply(room);
        // ANCHOR_END: step
        let mut length = self.rate * self.factor.of(shape[0], shape[1]);
        if self.adaptive {
            length *= room.dot(aim);
        }
        room.take(aim);
        theta.iter_mut().zip(aim).for_each(|(w, x)| *w -= length * *x);
    }

    fn memory(
        &self,
        state: &mut Orthogonalized,
        each: &mut EachPart<'_>,
    ) {
        each("velocity", &mut state.velocity);
        each("decay", std::slice::from_mut(&mut state.decay));
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }
}
