"""What the fields of story records are called in exports of content systems, and what they hold.

Names are compared without case and without what parts their words: `bodyHtml`, `body_html` and
`BODY-HTML` are one. The table is the meeting of what WordPress (REST), Drupal, Strapi, Contentful,
Ghost, Arc (ANS) and schema.org call a story's parts; a newsroom adds its own under [records].
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bilingua.article import Role

# What a newsroom says of a field that the table knows and that is not to be translated.
KEEP = "keep"
_NAMES = {
    Role.HEADLINE: "headline headlines title heading alternative_headline short_headline titular "
    "titulo",
    Role.DECK: "subtitle subheadline subheading subhead deck dek standfirst summary description "
    "abstract excerpt custom_excerpt lead lede teaser subheadlines bajada entradilla resumen",
    Role.BODY: "body body_html body_xhtml body_text content content_html content_text content_elements "
    "text article_body html story story_body full_text paragraphs blocks cuerpo contenido texto",
    Role.CAPTION: "caption captions alt alt_text alternative_text image_caption image_alt feature_image_alt "
    "feature_image_caption pie_de_foto leyenda",
    Role.BYLINE: "byline",
    Role.DATELINE: "dateline",
    Role.META: "seo_title meta_title meta_description og_title og_description twitter_title "
    "twitter_description social_title social_description",
}
# A person and a file have these, too: only a record that has no better says its headline so.
_LAST = "name nombre"
# Names around a picture: what stands in them is its caption.
_PICTURES = (
    "image images photo photos picture pictures gallery media figure video videos thumbnail "
    "featured_image feature_image featured_media lead_art promo_image associations cover hero"
)
# Names around what search engines and social media are told.
_SEARCH = "seo meta metadata yoast_head_json open_graph og social twitter"
# Names around what speaks of others: people, rights, other stories, readers.
_OTHERS = (
    "author authors creator creators publisher contributor contributors user users owner source "
    "provider credit credits organization brand site website rights copyright license comments "
    "related related_content related_articles related_stories links taxonomy tags categories "
    "keywords section sections geo location locations revisions embed"
)
_LANGUAGES = "language lang in_language locale langcode language_code idioma"
# Objects around one text: WordPress has {"rendered": …}, others say what it is in.
_INNER = "rendered value plain raw data children items root basic mobile native print web"
# Types of a block of a body that are no paragraphs.
BLOCK_ROLES: Mapping[str, Role] = {
    "header": Role.HEADLINE,
    "heading": Role.HEADLINE,
    "list": Role.LIST,
}
_APART = "quote blockquote pullquote header heading list"
# Blocks of a body that hold no prose.
_NO_PROSE = "code embed html_embed oembed script raw_html ad advertisement iframe widget divider"


def folded(name: str) -> str:
    """A name without case and without what parts its words."""
    return re.sub(r"[\W_]+", "", name).lower()


def _set(names: str) -> frozenset[str]:
    return frozenset(map(folded, names.split()))


ROLES: Mapping[str, Role] = {
    folded(name): role for role, names in _NAMES.items() for name in names.split()
}
LAST, OTHERS, LANGUAGES = _set(_LAST), _set(_OTHERS), _set(_LANGUAGES)
INNER, NO_PROSE, APART = _set(_INNER), _set(_NO_PROSE), _set(_APART)
AROUND: Mapping[str, Role] = dict.fromkeys(_set(_PICTURES), Role.CAPTION) | dict.fromkeys(
    _set(_SEARCH), Role.META
)
# What tells a field's kind without looking: everything else is told by looking.
HTML = _set("html body_html body_xhtml content_html rendered")
# What a newsroom may call a field.
OWN = frozenset({KEEP, *(role.value for role in Role if role is not Role.BOILERPLATE)})
