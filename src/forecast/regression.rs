//! Logistic regression: iterated weighted least squares with a ridge, the same answer every time.

/// Weights of standardised features and what standardises them.
#[derive(Debug, Clone)]
pub struct Logistic {
    scales: Vec<(f64, f64)>,
    weights: Vec<f64>,
}

const ROUNDS_MAX: usize = 25;
/// Features beyond so many spreads count as that far.
const FAR: f64 = 4.0;

impl Logistic {
    /// Learns from rows of equal length; `ridge` pulls every weight but the first, the constant, towards nought.
    /// `None` where all labels agree or the rows determine nothing.
    pub fn learn(rows: &[(Vec<f64>, bool)], ridge: f64) -> Option<Logistic> {
        let events = rows.iter().filter(|(_, label)| *label).count();
        if events == 0 || events == rows.len() {
            return None;
        }
        let width = rows.first()?.0.len();
        let scales: Vec<(f64, f64)> = (0..width).map(|column| scale(rows, column)).collect();
        let standard: Vec<Vec<f64>> = rows.iter().map(|(row, _)| standardised(row, &scales)).collect();
        let rate = events as f64 / rows.len() as f64;
        let mut weights = vec![0.0; width + 1];
        weights[0] = (rate / (1.0 - rate)).ln();
        for _ in 0..ROUNDS_MAX {
            let step = step(&standard, rows, &weights, ridge)?;
            let far = step.iter().fold(0.0_f64, |far, change| far.max(change.abs()));
            weights.iter_mut().zip(step).for_each(|(weight, change)| *weight += change);
            if far < 1e-8 {
                break;
            }
        }
        Some(Logistic { scales, weights })
    }

    pub fn probability(&self, row: &[f64]) -> f64 {
        expit(dot(&self.weights, &standardised(row, &self.scales)))
    }
}

/// The probability whose odds have this logarithm.
pub fn expit(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds.clamp(-30.0, 30.0)).exp())
}

/// The logarithm of the odds of a probability, kept away from certainty.
pub fn logit(probability: f64) -> f64 {
    let inside = probability.clamp(0.003, 0.997);
    (inside / (1.0 - inside)).ln()
}

fn scale(rows: &[(Vec<f64>, bool)], column: usize) -> (f64, f64) {
    let values = || rows.iter().filter_map(|(row, _)| row.get(column));
    let count = rows.len() as f64;
    let mean = values().sum::<f64>() / count;
    let variance = values().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    (mean, if variance > 1e-12 { variance.sqrt() } else { 1.0 })
}

/// The constant one, then the features in spreads around their means.
fn standardised(row: &[f64], scales: &[(f64, f64)]) -> Vec<f64> {
    let inside =
        row.iter().zip(scales).map(|(value, (mean, spread))| ((value - mean) / spread).clamp(-FAR, FAR));
    std::iter::once(1.0).chain(inside).collect()
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// One round: how the weights change.
fn step(standard: &[Vec<f64>], rows: &[(Vec<f64>, bool)], weights: &[f64], ridge: f64) -> Option<Vec<f64>> {
    let width = weights.len();
    let mut curvature = vec![vec![0.0; width]; width];
    let mut slope = vec![0.0; width];
    for (row, (_, label)) in standard.iter().zip(rows) {
        let probability = expit(dot(weights, row));
        let error = if *label { 1.0 } else { 0.0 } - probability;
        let importance = (probability * (1.0 - probability)).max(1e-6);
        for i in 0..width {
            slope[i] += error * row[i];
            for j in 0..=i {
                curvature[i][j] += importance * row[i] * row[j];
            }
        }
    }
    for i in 0..width {
        let pull = if i == 0 { 1e-6 } else { ridge };
        slope[i] -= pull * weights[i];
        curvature[i][i] += pull;
    }
    solved(curvature, slope)
}

/// Solves `matrix · x = right` by Cholesky; the lower half of a positive matrix is read.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let width = right.len();
    for i in 0..width {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - known;
            if i == j {
                if rest <= 0.0 {
                    return None;
                }
                matrix[i][i] = rest.sqrt();
            } else {
                matrix[i][j] = rest / matrix[j][j];
            }
        }
    }
    for i in 0..width {
        let known: f64 = (0..i).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    for i in (0..width).rev() {
        let known: f64 = (i + 1..width).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::super::chance::Chance;
    use super::*;

    #[test]
    fn a_known_law_is_found_again() {
        let mut chance = Chance::new(5);
        let rows: Vec<(Vec<f64>, bool)> = (0..6000)
            .map(|_| {
                let (x, noise) = (chance.normal(), chance.normal());
                (vec![x, noise], chance.unit() < expit(0.5 + 1.5 * x))
            })
            .collect();
        let model = Logistic::learn(&rows, 1.0).unwrap();
        for x in [-1.0, 0.0, 1.0] {
            let found = model.probability(&[x, 0.0]);
            assert!((found - expit(0.5 + 1.5 * x)).abs() < 0.03, "{found} at {x}");
        }
    }

    #[test]
    fn labels_that_all_agree_teach_nothing() {
        assert!(Logistic::learn(&[(vec![1.0], true), (vec![2.0], true)], 1.0).is_none());
    }
}
