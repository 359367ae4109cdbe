//! A mail as bytes: the same each time, because what is not in the text (date, Message-ID, boundary) is kept with it.

use std::time::SystemTime;

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Message, MultiPart, SinglePart};

use super::address::MailRole;
use super::outbox::Mail;
use crate::audit;
use crate::calendar::parse_instant;
use crate::error::{Error, Result};
use crate::parties::attached_file;
use crate::store::Reader;

/// The bytes of an `.eml` file, which are those that go to the server. Who gets a blind copy is not in them.
pub fn eml(r: &Reader<'_>, mail: &Mail) -> Result<Vec<u8>> {
    let written_at = parse_instant(&mail.row.written_at)?;
    let mut builder = Message::builder()
        .message_id(Some(mail.message_id.clone()))
        .date(SystemTime::from(written_at))
        .from(mail.sender.mailbox()?)
        .subject(mail.row.subject.clone());
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(reply_to.mailbox()?);
    }
    for recipient in &mail.recipients {
        let mailbox = recipient.address.mailbox()?;
        builder = match recipient.role {
            MailRole::To => builder.to(mailbox),
            MailRole::Cc => builder.cc(mailbox),
            MailRole::Bcc => builder,
        };
    }
    let text = SinglePart::plain(mail.body.clone());
    let message = match mail.attachment_id {
        None => builder.singlepart(text),
        Some(id) => {
            let file = attached_file(r, id)?;
            let media_type = ContentType::parse(file.media_type).map_err(Error::unexpected)?;
            let boundary = audit::hex(&audit::digest(&[mail.message_id.as_bytes()]));
            let attached = Attachment::new(file.file_name).body(file.bytes, media_type);
            let parts = MultiPart::mixed().boundary(&boundary[..40]).singlepart(text).singlepart(attached);
            builder.multipart(parts)
        }
    };
    Ok(message.map_err(Error::unexpected)?.formatted())
}
