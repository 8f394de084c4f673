"""python -m bilingua"""

from bilingua.cli import main

main()
