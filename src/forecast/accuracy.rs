//! How good a forecast was. Sources: DOMAIN §8 and its clarifications; tests `vectors`.

/// Σ|forecast − actual| ÷ Σ|actual|; `None` where nothing happened.
pub fn wape(pairs: &[(f64, f64)]) -> Option<f64> {
    over_actual(pairs, pairs.iter().map(|(forecast, actual)| (forecast - actual).abs()).sum())
}

/// (Σforecast − Σactual) ÷ Σ|actual|: above nought where too much was expected.
pub fn bias(pairs: &[(f64, f64)]) -> Option<f64> {
    over_actual(pairs, pairs.iter().map(|(forecast, actual)| forecast - actual).sum())
}

/// [`wape`] of amounts in minor units.
pub fn wape_minor(pairs: &[(i64, i64)]) -> Option<f64> {
    wape(&as_floats(pairs))
}

/// [`bias`] of amounts in minor units.
pub fn bias_minor(pairs: &[(i64, i64)]) -> Option<f64> {
    bias(&as_floats(pairs))
}

fn as_floats(pairs: &[(i64, i64)]) -> Vec<(f64, f64)> {
    pairs.iter().map(|(forecast, actual)| (*forecast as f64, *actual as f64)).collect()
}

/// The mean loss of bands at a tenth, the middle and nine tenths, in whole minor units; `None` without any.
pub fn band_loss(told: impl Iterator<Item = ([i64; 3], i64)>) -> Option<i64> {
    let losses = told.flat_map(|(band, actual)| {
        let quantiles = band.into_iter().zip([0.1, 0.5, 0.9]);
        quantiles.map(move |(told, q)| pinball(actual as f64, told as f64, q))
    });
    mean(losses).map(super::whole_minor)
}

/// Four decimals are what a record can tell.
pub fn figure(found: f64) -> f64 {
    (found * 10_000.0).round() / 10_000.0
}

/// The mean absolute error; `None` without pairs.
pub fn mean_absolute_error(pairs: &[(f64, f64)]) -> Option<f64> {
    mean(pairs.iter().map(|(forecast, actual)| (forecast - actual).abs()))
}

fn over_actual(pairs: &[(f64, f64)], error: f64) -> Option<f64> {
    let actual: f64 = pairs.iter().map(|(_, actual)| actual.abs()).sum();
    (actual > 0.0).then(|| error / actual)
}

/// The loss of a quantile: what lies above it weighs `q`, what lies below `1 − q`.
pub fn pinball(actual: f64, quantile: f64, q: f64) -> f64 {
    if actual >= quantile { q * (actual - quantile) } else { (1.0 - q) * (quantile - actual) }
}

/// The share of answers that are true; `None` without any.
pub fn share(answers: impl IntoIterator<Item = bool>) -> Option<f64> {
    mean(answers.into_iter().map(|answer| if answer { 1.0 } else { 0.0 }))
}

/// The mean; `None` of nothing.
pub fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

/// The chance that an event was given a higher probability than a non-event, ties counting half; `None` where all
/// or none happened.
pub fn auc(forecasts: &[(f64, bool)]) -> Option<f64> {
    let mut sorted: Vec<(f64, bool)> = forecasts.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut rank_sum, mut before) = (0.0, 0.0);
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        let size = tied.len() as f64;
        let events = tied.iter().filter(|(_, happened)| *happened).count() as f64;
        rank_sum += events * (before + (size + 1.0) / 2.0);
        before += size;
    }
    let events = forecasts.iter().filter(|(_, happened)| *happened).count() as f64;
    let others = before - events;
    (events > 0.0 && others > 0.0).then(|| (rank_sum - events * (events + 1.0) / 2.0) / (events * others))
}

/// The mean squared distance of a probability from what happened; `None` without forecasts.
pub fn brier(forecasts: &[(f64, bool)]) -> Option<f64> {
    mean(forecasts.iter().map(|(probability, happened)| {
        let distance = probability - if *happened { 1.0 } else { 0.0 };
        distance * distance
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, worked: f64) {
        assert!(found.is_some_and(|found| (found - worked).abs() < 5e-5), "{found:?}, worked {worked}");
    }

    #[test]
    fn errors_of_amounts_are_those_of_the_textbook() {
        let pairs = [(100.0, 80.0), (100.0, 120.0), (60.0, 60.0)];
        near(wape(&pairs), 0.1538);
        near(bias(&pairs), 0.0);
        near(mean_absolute_error(&pairs), 13.3333);
        assert_eq!(wape(&[(5.0, 0.0)]), None);
        near(bias(&[(110.0, 100.0)]), 0.1);
    }

    #[test]
    fn probabilities_are_ordered_and_measured() {
        let forecasts = [(0.9, true), (0.4, true), (0.4, false), (0.1, false)];
        near(auc(&forecasts), 0.875);
        near(brier(&forecasts), (0.01 + 0.36 + 0.16 + 0.01) / 4.0);
        assert_eq!(auc(&[(0.3, true), (0.2, true)]), None);
        near(auc(&[(0.5, true), (0.5, false), (0.5, false)]), 0.5);
    }
}
