//! Aftercare: what went wrong and what was done about it, and what the client says of us.

use super::super::words::{day_cell, rows, table, text_cell};
use super::super::{Material, Subject};
use crate::document::{Cell, Column, Document, Row, Tone};
use crate::lang::Text;

pub fn write(material: &Material, subject: &Subject, page: &mut Document) {
    let client = &subject.client;
    if !client.service.is_empty() {
        page.heading(3, Text::fixed("Service issues", "售后问题"));
        let columns = vec![
            Column::new("settled", Text::fixed("Settled", "解决")),
            Column::new("issue", Text::fixed("Issue", "问题")).grow(),
            Column::new("opened", Text::fixed("Reported", "报告日期")),
            Column::new("by", Text::fixed("Who sees to it", "经办人")),
            Column::new("solution", Text::fixed("Solution", "解决办法")).grow(),
            Column::new("closed", Text::fixed("Settled on", "解决日期")),
        ];
        let told = client.service.iter().map(|issue| {
            let row = Row::new(vec![
                Cell::Check(issue.closed.is_some()),
                Cell::text(issue.issue.clone()),
                day_cell(issue.opened),
                material.person_cell(issue.by.as_deref()),
                text_cell(issue.solution.as_deref()),
                day_cell(issue.closed),
            ]);
            if issue.closed.is_none() { row.toned(Tone::Warn) } else { row }
        });
        table(page, rows(columns, told.collect()));
    }
    if !client.surveys.is_empty() {
        page.heading(3, Text::fixed("Satisfaction surveys", "满意度调查"));
        let columns = vec![
            Column::new("on", Text::fixed("On", "日期")),
            Column::new("score", Text::fixed("Score", "得分")),
            Column::new("comment", Text::fixed("Comment", "意见")).grow(),
            Column::new("by", Text::fixed("Asked by", "调查人")),
        ];
        let told = client.surveys.iter().map(|survey| {
            let score = match (survey.score, survey.of) {
                (Some(score), Some(of)) => Cell::text(format!("{score} / {of}")),
                (Some(score), None) => Cell::text(score.to_string()),
                (None, of) => Cell::maybe(of, |of| Cell::text(format!("– / {of}"))),
            };
            Row::new(vec![
                day_cell(survey.on),
                score,
                text_cell(survey.comment.as_deref()),
                material.person_cell(survey.by.as_deref()),
            ])
        });
        table(page, rows(columns, told.collect()));
    }
}
