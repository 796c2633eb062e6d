"""The checks: what each fact of a reading is worth.

In: a `Reading`. Out: findings. `RULES` names every rule; none is found by its import alone.
"""

from collections.abc import Iterable

from snippetgen.checks import (
    bearer,
    command,
    damage,
    decoding,
    endpoint,
    entities,
    exchanged,
    ids,
    inner_quotes,
    json_body,
    json_slips,
    key,
    letters,
    lines,
    lookalikes,
    out_of_place,
    parameters,
    quotes,
    scheme,
    sending,
    truncation,
    urls,
    webhook,
    windows,
    wrapped,
)
from snippetgen.checks.order import in_order
from snippetgen.checks.proof import proven
from snippetgen.checks.rule import Finding, Rule, Rules, asked
from snippetgen.reading import Reading

RULES = Rules(
    (
        damage.curly_quote,
        damage.odd_space,
        damage.zero_width,
        damage.bidirectional_control,
        damage.typographic_dash,
        entities.html_entity,
        damage.legacy_entity,
        lines.prompt,
        lines.gutter,
        lines.fence,
        lines.windows_line_end,
        lines.byte_order_mark,
        lines.space_after_backslash,
        lines.literal_newline,
        lines.mixed_dialect,
        lines.shell_quoting,
        quotes.lost_quote,
        quotes.doubled_quote,
        decoding.lost_character,
        decoding.garbled_character,
        decoding.garbled_text,
        quotes.bare_apostrophe,
        windows.dropped_quotes,
        lookalikes.lookalike_character,
        inner_quotes.escaped_quote,
        inner_quotes.inner_quote,
        damage.turned_text,
        truncation.no_command,
        truncation.several_commands,
        truncation.lost_head,
        quotes.unclosed_quote,
        quotes.unclosed_here_document,
        truncation.trailing_backslash,
        truncation.dangling_operator,
        truncation.missing_value,
        truncation.lost_continuation,
        urls.no_url,
        urls.cut_url,
        urls.unquoted_ampersand,
        wrapped.wrapped_value,
        json_body.cut_json,
        json_body.missing_body,
        ids.clipped_id,
        ids.cut_user_id,
        ids.cut_saved_item_id,
        ids.cut_run_id,
        ids.cut_key,
        ids.overlong_id,
        ids.foreign_character,
        ids.mistyped_id,
        json_body.cut_content_type,
        command.unknown_option,
        command.ambiguous_option,
        command.misspelt_method,
        command.misspelt_header,
        command.header_without_colon,
        out_of_place.run_together,
        out_of_place.stray_word,
        out_of_place.empty_argument,
        out_of_place.nul_in_argument,
        json_body.json_as_form,
        json_slips.trailing_comma,
        json_slips.json_comment,
        json_slips.single_quoted_json,
        json_slips.python_literal,
        json_slips.repeated_json_key,
        json_slips.broken_json,
        sending.get_with_body,
        sending.second_request,
        sending.uncarried_option,
        sending.refused_by_curl,
        letters.mistaken_option,
        key.missing_key,
        bearer.missing_bearer,
        bearer.doubled_bearer,
        bearer.wrong_scheme,
        key.blanks_around_key,
        key.masked_key,
        key.differing_keys,
        key.repeated_key,
        key.key_in_url,
        webhook.placeholder,
        webhook.missing_user_id,
        webhook.missing_saved_item_id,
        webhook.missing_run_id,
        webhook.differing_ids,
        endpoint.plain_http,
        endpoint.old_host,
        endpoint.misspelt_host,
        endpoint.invented_endpoint,
        endpoint.wrong_method,
        webhook.reserved_input_name,
        parameters.misspelt_parameter,
        parameters.lost_separator,
        exchanged.exchanged_values,
        scheme.misspelt_scheme,
    )
)
"""What is looked for in every reading."""

ON_REQUEST: tuple[Rule, ...] = (webhook.tracked_key,)
"""What is looked for only where it is asked for; `check` takes it in `rules`."""


def check(reading: Reading, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Find what is damaged or doubtful in a reading, causes before their consequences.

    A repair is `safe` only where the repaired text, read again, says the same and is clean of it.
    """
    if not isinstance(rules, Rules):
        rules = Rules(rules)
    findings = proven(reading, in_order(_found(reading, rules)), rules)
    vars(reading).pop("facts", None)  # a page may have thousands of readings
    return findings


def _found(reading: Reading, rules: Rules) -> list[Finding]:
    return [
        Finding(
            rule,
            flaw.severity or rule.severity,
            flaw.span,
            flaw.message,
            flaw.edits,
            flaw.applies,
        )
        for rule in asked(rules, reading)
        for flaw in rule.find(reading)
    ]
